package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"
	"time"
)

// TestLog: each line is one object, which programs and people can read.
func TestLog(t *testing.T) {
	var out bytes.Buffer
	newLog(&out).With("id", "slack.T1.C1.1").Warn("not sent", "err", errors.New("cut \"short\"\nhere"), "after", 1500*time.Millisecond, "tries", 2)
	var got map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatalf("%v: %s", err, &out)
	}
	if bytes.Count(out.Bytes(), []byte("\n")) != 1 {
		t.Errorf("more lines than one: %s", &out)
	}
	for name, want := range map[string]any{
		"level": "WARN", "msg": "not sent", "id": "slack.T1.C1.1", "err": "cut \"short\"\nhere", "after": "1.5s", "tries": 2.0,
	} {
		if got[name] != want {
			t.Errorf("%s = %v, want %v", name, got[name], want)
		}
	}
	if at, ok := got["time"].(string); !ok || at == "" {
		t.Errorf("time = %v", got["time"])
	}
}
