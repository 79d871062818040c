package bot

import (
	"strings"
	"testing"
)

const subjectsArticle = `---
title: Bee keeper or bee painter?
author: Example Desk
roles:
  - name: Bee keeper
    aliases: [bee keeping]
  - name: Bee painter
---

Example figures for testing.

## What a bee keeper does

Bee keepers open hives, look for the queen and take honey.

## What a bee painter does

Bee painters mark queens so that they are found again.

## What keepers grumble about

- stings in the first week of May
- honey that sells for less than the jar

## What painters grumble about

- paint that runs in the rain

## What the law lets a painter do

A painter marks queens and moves none of them without a keeper.

## Where to start this month

Borrow a veil and stand beside somebody's hive on a Sunday.

## Is there an exam?

Keepers open three hives under the eyes of two examiners, and may come back after a month.

## What about tips and commission?

Keepers do well on tips: five jars in a normal week.

## The painter's day

Mornings go to mixing, afternoons to the queens themselves.

## What people get wrong

You need no garden. Most hives stand on roofs and in fields.

## What else there is
`

// TestSubjectsOfArticles: headings that careers articles have in many words are
// found by questions in many others.
func TestSubjectsOfArticles(t *testing.T) {
	b := newBotOn(t, inMuch(subjectsArticle))
	for text, want := range map[string]string{
		"whats the worst thing about being a bee keeper":            "stings in the first week",
		"what do bee painters moan about":                           "paint that runs",
		"downsides of bee keeping":                                  "honey that sells for less",
		"is a bee painter allowed to move a queen":                  "moves none of them",
		"what should a bee keeper do first":                         "Borrow a veil",
		"whats the big test at the end of bee keeper training like": "eyes of two examiners",
		"can a bee keeper resit":                                    "come back after a month",
		"what sort of tips does a bee keeper get":                   "five jars",
		"what does a bee painter do all day":                        "Mornings go to mixing",
		"common myths about bee keepers":                            "no garden",
	} {
		if got := say(b, text); !strings.Contains(got.Headline+got.Text, want) {
			t.Errorf("Answer(%q) = %q, %q, want %q", text, got.Headline, got.Text, want)
		}
	}
	if got := say(b, "what is the test at the end of bee keeper training like"); strings.Contains(got.Headline, "Example figures") {
		t.Errorf("a note on the figures answers: %q", got.Headline)
	}
}
