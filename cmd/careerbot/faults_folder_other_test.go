//go:build !linux

package main

import (
	"os/exec"
	"testing"
)

// confined needs what only Linux has.
func confined() {}

// mortal does nothing: the test ends what it starts, unless it is killed.
func mortal(*exec.Cmd) {}

func testFolderFull(t *testing.T, _ *figures)       { t.Skip("needs namespaces of Linux") }
func testFolderUnwritable(t *testing.T, _ *figures) { t.Skip("needs limits of Linux") }
func testFolderReadOnly(t *testing.T, _ *figures)   { t.Skip("needs namespaces of Linux") }
