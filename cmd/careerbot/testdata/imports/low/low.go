package low

import (
	_ "fmt"
	_ "net/http"
	_ "os"

	_ "careerbot/high"
	_ "example.com/lib/sub"
	_ "example.com/library"
)
