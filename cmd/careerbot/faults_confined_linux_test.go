package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"testing"
	"unsafe"
)

// confined runs a command in a process that has trouble with its disk:
//
//	confined small DIR COMMAND...      DIR is a new file system of 48 MB
//	confined readonly DIR COMMAND...   DIR can be read alone
//	confined limited COMMAND...        a limit on file sizes is an error, not a signal that kills
//
// The first two need namespaces of their own, which the caller makes.
func confined() {
	fail := func(err error) {
		fmt.Fprintln(os.Stderr, "confined:", err)
		os.Exit(confinedFailed)
	}
	runtime.LockOSThread()
	command := os.Args[3:]
	var err error
	switch dir := os.Args[2]; os.Args[1] {
	case "small":
		err = syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=48m")
	case "readonly":
		if err = syscall.Mount(dir, dir, "", syscall.MS_BIND, ""); err == nil {
			err = syscall.Mount("", dir, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, "")
		}
	case "limited":
		command = os.Args[2:]
		err = blockSizeSignal()
	}
	if err != nil {
		fail(err)
	}
	path, err := exec.LookPath(command[0])
	if err != nil {
		fail(err)
	}
	fail(syscall.Exec(path, command, os.Environ()))
}

// confinedFailed is the exit code of confined where the system does not
// allow what it wants.
const confinedFailed = 77

// blockSizeSignal blocks the signal that a write beyond the limit on file
// sizes sends, so that the write fails instead.
func blockSizeSignal() error {
	set := uint64(1) << (uint(syscall.SIGXFSZ) - 1)
	const block = 0
	if _, _, errno := syscall.RawSyscall6(syscall.SYS_RT_SIGPROCMASK, block, uintptr(unsafe.Pointer(&set)), 0, unsafe.Sizeof(set), 0, 0); errno != 0 {
		return errno
	}
	return nil
}

// limitFiles bounds the size of the files that a process may write from now
// on; syscall.RLIM_INFINITY takes the bound away.
func limitFiles(pid int, size uint64) error {
	old := syscall.Rlimit{}
	get := func(now *syscall.Rlimit) syscall.Errno {
		_, _, errno := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(pid), syscall.RLIMIT_FSIZE,
			uintptr(unsafe.Pointer(now)), uintptr(unsafe.Pointer(&old)), 0, 0)
		return errno
	}
	if errno := get(nil); errno != 0 {
		return errno
	}
	if errno := get(&syscall.Rlimit{Cur: min(size, old.Max), Max: old.Max}); errno != 0 {
		return errno
	}
	return nil
}

// mortal has a process die with the test that started it.
func mortal(cmd *exec.Cmd) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = new(syscall.SysProcAttr)
	}
	cmd.SysProcAttr.Pdeathsig = syscall.SIGKILL
}

// namespaces gives a command namespaces of users and mounts of its own.
func namespaces(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
}

// needNamespaces skips a test where the system allows no such namespaces.
func needNamespaces(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	for _, mode := range []string{"small", "readonly"} {
		cmd := exec.Command("confined", mode, dir, "careerbot", "version")
		namespaces(cmd)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Skipf("no namespaces of users and mounts here: %v %s", err, out)
		}
	}
}
