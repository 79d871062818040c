package low_test

import (
	_ "os"

	_ "careerbot/low"
	_ "github.com/google/go-cmp/cmp"
)
