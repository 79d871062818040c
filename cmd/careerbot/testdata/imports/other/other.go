package other

import (
	_ "careerbot/low"
)
