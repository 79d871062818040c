package state

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"

	"careerbot/bot"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// BenchmarkAccept is the time from a message to its answer being on disk,
// beside what the engine takes for one synced record of the same size. "p99-ms"
// is of one caller after another.
func BenchmarkAccept(b *testing.B) {
	b.Run("message", func(b *testing.B) {
		o := openOffice(b, inFolder(b), nil)
		percentiles(b, func(i int) error {
			return o.Accept(b.Context(), message(fmt.Sprintf("x.%d", i), fmt.Sprint(i)), []byte("address"))
		})
	})
	b.Run("engine", func(b *testing.B) {
		s, err := server.NewServer(&server.Options{DontListen: true, NoSigs: true, JetStream: true, StoreDir: b.TempDir(), SyncAlways: true})
		if err != nil {
			b.Fatal(err)
		}
		s.Start()
		defer s.Shutdown()
		nc, err := nats.Connect("", nats.InProcessServer(s))
		if err != nil {
			b.Fatal(err)
		}
		defer nc.Close()
		js, err := jetstream.New(nc)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := js.CreateStream(b.Context(), jetstream.StreamConfig{Name: "S", Subjects: []string{"s.>"}}); err != nil {
			b.Fatal(err)
		}
		record := make([]byte, 512)
		percentiles(b, func(i int) error {
			_, err := js.Publish(b.Context(), fmt.Sprintf("s.%d", i), record)
			return err
		})
	})
}

// percentiles reports the median and the 99th percentile of a call.
func percentiles(b *testing.B, call func(i int) error) {
	var took []time.Duration
	b.ResetTimer()
	for i := range b.N {
		began := time.Now()
		if err := call(i); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2])/1e6, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100])/1e6, "p99-ms")
}

// crashDir names the folder in which this test binary, started anew, fills a
// store and then kills itself.
const crashDir = "CAREERBOT_TEST_CRASH"

// BenchmarkReopen opens a store of 100,000 records that a process left behind
// by being killed.
func BenchmarkReopen(b *testing.B) {
	dir := b.TempDir()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestFillAndCrash$")
	cmd.Env = append(os.Environ(), crashDir+"="+dir)
	if out, err := cmd.CombinedOutput(); err == nil || cmd.ProcessState.Exited() {
		b.Fatalf("the other process ended with %v and was not killed:\n%s", err, out)
	}
	for b.Loop() {
		s := &Store{Folder: dir}
		if err := s.Open(b.Context()); err != nil {
			b.Fatal(err)
		}
		l, err := s.link()
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		m, err := l.marks(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		records := uint64(0)
		for _, stream := range m.Streams {
			records += stream.Records
		}
		if records < 100_000 {
			b.Fatalf("%d records, want 100,000", records)
		}
		b.ReportMetric(float64(records), "records")
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// TestFillAndCrash is the process that BenchmarkReopen needs, and nothing
// else: 40,000 messages done with, as many conversations, 20,000 votes.
func TestFillAndCrash(t *testing.T) {
	dir := os.Getenv(crashDir)
	if dir == "" {
		t.Skip("only for BenchmarkReopen")
	}
	s := &Store{Folder: dir}
	if err := s.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	l, err := s.link()
	if err != nil {
		t.Fatal(err)
	}
	name := namer{s.key}
	for i := range 40_000 {
		q := bot.Question{ID: fmt.Sprint(i), Tenant: "T", User: s.key.Hash(fmt.Sprint(i / 4)), Room: fmt.Sprint(i)}
		put(t, l, "done", name.message(q), []byte(`{"e":"sent","m":12345,"t":1}`))
		put(t, l, "slots", name.conversation(q), []byte("AgEBAQAAnRPE0cxrhkzM9d1rEnDX7w"))
		if i%2 == 0 {
			put(t, l, "votes", name.message(q), s.key.Seal(make([]byte, 80), "votes"))
		}
	}
	select {
	case <-l.js.PublishAsyncComplete(): // acknowledged
	case <-time.After(time.Minute):
		t.Fatal("not all is stored")
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	self.Kill()
	<-context.Background().Done()
}

func put(t *testing.T, l *link, bucket, key string, value []byte) {
	t.Helper()
	if _, err := l.js.PublishAsync("$KV."+bucket+"."+key, value, jetstream.WithStallWait(limit)); err != nil {
		t.Fatal(err)
	}
}
