package high

import (
	_ "careerbot/low"
	_ "example.com/lib"
)
