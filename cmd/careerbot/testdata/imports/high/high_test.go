package high

import (
	_ "example.com/lib/sub"
)
