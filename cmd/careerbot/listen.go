package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"careerbot/bot/discord"
	"careerbot/bot/slack"
)

// listen serves a handler on an address, as a part of the group.
func (s *service) listen(addr string, h http.Handler) (net.Addr, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	s.group.Go(func() error { return serveHTTP(s.ctx, l, h, s.log) })
	return l.Addr(), nil
}

// webhooks serves what platforms call, on one address for all. It returns nil
// where none does.
func (s *service) webhooks(set settings) (net.Addr, error) {
	mux := http.NewServeMux()
	called := false
	if a, ok := s.platforms["slack"].(*slack.Adapter); ok && (set.slackSecret != "" || set.several()) {
		mux.Handle("/slack/", a.Handler(s.desk))
		called = true
	}
	if a, ok := s.platforms["discord"].(*discord.Adapter); ok && set.discordKey != "" {
		mux.Handle(discord.InteractionsPath, a.Handler(s.desk))
		called = true
	}
	if !called {
		return nil, nil
	}
	return s.listen(set.webhooks, mux)
}

// serveHTTP serves until ctx is done, and then ends the requests in work.
func serveHTTP(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	s := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      20 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	stopped := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(stopped)
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopFor)
		defer cancel()
		if s.Shutdown(ctx) != nil {
			s.Close()
		}
	})
	err := s.Serve(l)
	if errors.Is(err, http.ErrServerClosed) {
		<-stopped
		return nil
	}
	stop()
	return fmt.Errorf("serve %s: %w", l.Addr(), err)
}

// loopback reports whether an address is of this machine alone.
func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
