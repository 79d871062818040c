package knowledge

import "testing"

// TestNameParts: an occupation that no article has is the role whose name has its words, and
// the letters that a name begins with are the role.
func TestNameParts(t *testing.T) {
	s := shippedSetOf(t, "---\ntitle: People\nroles:\n  - name: HR adviser\n  - name: L&D specialist\n  - name: Delivery van driver\n---\nAll work.\n")
	for text, want := range map[string]string{"hr": "HR adviser", "l&d": "L&D specialist", "l and d": "L&D specialist", "delivery driver": "Delivery van driver"} {
		if r := s.Read(text).Roles; len(r) != 1 || r[0].Name != want {
			t.Errorf("%q is read as %v, want %q", text, r, want)
		}
	}
	for _, text := range []string{"van hire", "adviser to the king", "hr business partner"} {
		if r := s.Read(text).Roles; len(r) > 1 {
			t.Errorf("%q is read as %v", text, r)
		}
	}
}
