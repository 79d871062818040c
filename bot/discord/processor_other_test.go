//go:build !unix

package discord

import "time"

// processor returns 0: the system does not tell.
func processor() time.Duration { return 0 }
