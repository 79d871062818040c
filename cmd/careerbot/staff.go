package main

import (
	"fmt"
	"strings"

	"careerbot/bot/state"
)

// onPlatform takes "slack:C0123" apart; false: it names no platform that there
// is, or nothing on it.
func onPlatform(s string) (name, id string, ok bool) {
	name, id, _ = strings.Cut(s, ":")
	return name, id, id != "" && (name == "slack" || name == "discord")
}

// staffChannel takes apart where staff are told; several says that Slack is in
// more workspaces than one.
func staffChannel(to string, several bool) (name, tenant, room string, err error) {
	name, room, ok := onPlatform(to)
	if before, after, found := strings.Cut(room, "/"); found {
		tenant, room = before, after
		ok = ok && tenant != "" && room != "" && name == "slack"
	}
	switch {
	case !ok:
		err = usageError("--digest must be a channel such as slack:C0123456789 or discord:112233445566")
	case name == "slack" && several && tenant == "":
		err = usageError("--digest must name the workspace where there are several, such as slack:T0123456789/C0123456789")
	}
	return name, tenant, room, err
}

// staffRoom has staff told of what concerns them in a room, "slack:C0123", or
// "slack:T0123/C0123" where Slack is in several workspaces: the weekly digest,
// and tests of auto-reply.
func (s *service) staffRoom(to string, several bool) error {
	if to == "" {
		return nil
	}
	name, tenant, room, err := staffChannel(to, several)
	if err != nil {
		return err
	}
	a := s.platforms[name]
	if a == nil {
		return fmt.Errorf("--digest: %s is not switched on", name)
	}
	s.desk.Staff = &state.Room{Adapter: name, Tenant: tenant, To: a.RoomAddress(tenant, room)}
	g := &state.Digest{Desk: s.desk, Compose: state.Report.Digest}
	s.group.Go(func() error { return g.Run(s.ctx) })
	return nil
}
