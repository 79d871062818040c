//go:build !linux

package main

import "testing"

// confined needs what only Linux has.
func confined() {}

func testFolderFull(t *testing.T, _ *figures)       { t.Skip("needs namespaces of Linux") }
func testFolderUnwritable(t *testing.T, _ *figures) { t.Skip("needs limits of Linux") }
func testFolderReadOnly(t *testing.T, _ *figures)   { t.Skip("needs namespaces of Linux") }
