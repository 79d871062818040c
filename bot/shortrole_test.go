package bot

import (
	"slices"
	"testing"
)

// TestShortRole: the short form of a word of a role's name asks for nothing that
// has the short form in it.
func TestShortRole(t *testing.T) {
	b := newBotOn(t, inMuch(`---
title: App developer or tester?
author: Example Desk
roles:
  - name: Mobile App Developer
    aliases: [App developer]
  - name: Tester
---
## At a glance

| | Mobile App Developer | Tester |
|---|---|---|
| Remote work | Widely offered | Hybrid; dev kits stay in |

## Can you switch later?

Yes, and people do. Going from tests to apps takes longer.

## Flowers

They open.
`))
	a := b.resolve(b.read("is it hard to move from app dev into testing"), memory{})
	if e := b.evidenceOf(a); len(a.roles) != 2 || slices.Contains(e.stems, "dev") {
		t.Errorf("of %v it is asked for %v", termNames(a.roles), e.stems)
	}
}
