"""A terminal for tests: runs a command on a pty, types at it once it waits for that, and keeps what the screen shows as text.

Nothing is timed: a line is typed when every process of the terminal sleeps, all that was typed before is read, and the terminal is in the mode
in which a line editor reads it, or a process reads a line of it. The screen has no lower edge, so that what scrolls away is kept; lines are as wide as the terminal is.
"""
import errno, fcntl, os, re, select, signal, struct, subprocess, termios, time, unicodedata

KEYS = {"TAB": "\t", "ESC": "\x1b", "BS": "\x7f", "UP": "\x1b[A", "DOWN": "\x1b[B", "LEFT": "\x1b[D", "RIGHT": "\x1b[C", "HOME": "\x1b[H",
        "END": "\x1b[F", "DEL": "\x1b[3~", "ENTER": "\r", "PASTE": "\x1b[200~", "/PASTE": "\x1b[201~", "NEWLINE": "\n"}
READ = ("0", "63")  # the number of read(2), on x86-64 and on the others
PLAIN, ESCAPE, SEQUENCE, STRING = range(4)


class TimedOut(Exception):
    pass


class WaitsForMore(Exception):
    pass


def cells(character):
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def keys_of(line):
    """The keys of a typed line, one string for each, None at the end for a hangup. Enter is the last, unless the line ends in a key that ends it."""
    parts = re.findall(r"<(?:C-.|hangup|nothing|[A-Z/]+)>|.", line)
    keys = []
    for part in parts:
        name = part[1:-1]
        if len(part) == 1:
            keys.append(part)
        elif name == "hangup":
            keys.append(None)
        elif name.startswith("C-"):
            keys.append(chr(ord(name[2].upper()) & 0x1F))
        elif name != "nothing":
            keys.append(KEYS[name])
    if not parts or parts[-1] not in ("<C-c>", "<C-d>", "<hangup>", "<nothing>"):
        keys.append("\r")
    return keys


def stat_fields(path):
    """What proc(5) says of a process or thread behind its name: its state, its parent, its group, its session …; None where it has ended."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return None


class Screen:
    def __init__(self, width):
        self.width, self.rows, self.row, self.column = width, [[]], 0, 0
        self.state, self.sequence = PLAIN, ""

    def feed(self, text):
        for character in text:
            self.take(character)

    def take(self, c):
        if self.state == ESCAPE:
            self.state, self.sequence = {"[": SEQUENCE, "]": STRING}.get(c, PLAIN), ""
            if c == "E":
                self.take("\r")
                self.take("\n")
            elif c in "()":
                self.state = SEQUENCE  # one letter that names a set of characters
        elif self.state == STRING:
            self.state = PLAIN if c == "\a" else ESCAPE if c == "\x1b" else STRING
        elif self.state == SEQUENCE:
            self.sequence += c
            if "@" <= c <= "~":
                self.state = PLAIN
                self.obey(self.sequence[:-1], c)
        elif c == "\x1b":
            self.state = ESCAPE
        elif c == "\n":
            self.down(1)
        elif c == "\r":
            self.column = 0
        elif c == "\b":
            self.column = max(0, min(self.column, self.width - 1) - 1)
        elif c >= " " and c != "\x7f":
            self.put(c)

    def down(self, lines):
        self.row = max(0, self.row + lines)
        while len(self.rows) <= self.row:
            self.rows.append([])

    def fill(self, upto):
        row = self.rows[self.row]
        row.extend(" " for _ in range(upto - len(row)))
        return row

    def put(self, c):
        wide = cells(c)
        if wide == 0:
            row = self.fill(self.column)
            if self.column:
                row[self.column - 1] += c
            return
        if self.column + wide > self.width:
            self.down(1)
            self.column = 0
        row = self.fill(self.column + wide)
        row[self.column] = c
        if wide == 2:
            row[self.column + 1] = ""
        self.column += wide

    def obey(self, arguments, letter):
        numbers = [int(n) if n.isdigit() else 0 for n in arguments.split(";")]
        count = numbers[0] or 1
        row = self.rows[self.row]
        if letter == "A":
            self.down(-count)
        elif letter == "B":
            self.down(count)
        elif letter == "C":
            self.column = min(self.width - 1, self.column + count)
        elif letter == "D":
            self.column = max(0, self.column - count)
        elif letter == "G":
            self.column = count - 1
        elif letter == "K" and numbers[0] == 0:
            del row[self.column:]
        elif letter == "J" and numbers[0] == 0:
            del row[self.column:]
            del self.rows[self.row + 1:]
        elif letter == "P":
            del row[self.column:self.column + count]
        elif letter == "@":
            self.fill(self.column)[self.column:self.column] = [" "] * count

    def lines(self):
        lines = ["".join(row).rstrip() for row in self.rows]
        while lines and not lines[-1]:
            lines.pop()
        return lines


class Terminal:
    def __init__(self, command, folder, env, width=80):
        self.master, self.slave = os.openpty()
        self.resize(width)
        self.screen, self.undecoded, self.status, self.read_before = Screen(width), b"", None, None
        env = {**env, "TERM": "xterm"}
        self.folder, self.env = folder, env
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
                for file in (0, 1, 2):
                    os.dup2(self.slave, file)
                os.closerange(3, 256)
                for each in (signal.SIGPIPE, signal.SIGXFSZ):
                    signal.signal(each, signal.SIG_DFL)  # Python ignores them
                os.chdir(folder)
                os.execvpe("bash", ["bash", "-c", command], env)
            finally:
                os._exit(127)

    def resize(self, width):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))

    def take_output(self, seconds):
        """Reads what there is, waiting so long for it. False where there is nothing."""
        if self.master is None or not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            raw = os.read(self.master, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return False
        self.screen.width = struct.unpack("HHHH", fcntl.ioctl(self.master, termios.TIOCGWINSZ, b"\0" * 8))[1] or self.screen.width
        raw = self.undecoded + raw
        for cut in range(4):  # a character may be cut in two
            try:
                text = raw[:len(raw) - cut].decode("utf-8")
                self.undecoded = raw[len(raw) - cut:]
                break
            except UnicodeDecodeError:
                continue
        else:
            text, self.undecoded = raw.decode("utf-8", errors="replace"), b""
        self.screen.feed(text)
        return True

    def has_ended(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def sleeps(self):
        """Every thread of every process of the session does."""
        states = []
        for name in filter(str.isdigit, os.listdir("/proc")):
            if (fields := stat_fields(f"/proc/{name}/stat")) and int(fields[3]) == self.pid:
                try:
                    tasks = os.listdir(f"/proc/{name}/task")
                except OSError:
                    tasks = []
                states += [(stat_fields(f"/proc/{name}/task/{task}/stat") or ["S"])[0] for task in tasks]
        return bool(states) and all(state in "SZ" for state in states)

    def bytes_read(self):
        """What each process of the session has read so far, by number. What is typed takes a moment on its way, in which nobody has it."""
        read = {}
        for name in filter(str.isdigit, os.listdir("/proc")):
            if (fields := stat_fields(f"/proc/{name}/stat")) and int(fields[3]) == self.pid:
                try:
                    with open(f"/proc/{name}/io", encoding="ascii") as file:
                        read[name] = file.readline()
                except OSError:
                    read[name] = None
        return read

    def reads_a_line(self):
        """A process of the session does, without a line editor."""
        for name in filter(str.isdigit, os.listdir("/proc")):
            if (fields := stat_fields(f"/proc/{name}/stat")) and int(fields[3]) == self.pid:
                try:
                    with open(f"/proc/{name}/syscall", encoding="ascii") as file:
                        call, *arguments = file.read().split()
                    if call in READ and os.readlink(f"/proc/{name}/fd/{int(arguments[0], 16)}") == os.ttyname(self.slave):
                        return True
                except OSError:
                    pass
        return False

    def waits_for_a_key(self):
        if self.read_before is not None and self.bytes_read() == self.read_before:
            return False
        unread = struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4))[0]
        return unread == 0 and self.sleeps() and (not termios.tcgetattr(self.slave)[3] & termios.ICANON or self.reads_a_line())

    def wait_for_a_key(self, seconds):
        """True once it waits for one, False once it has ended."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.take_output(0):
                continue
            if self.has_ended():
                while self.take_output(0):
                    pass
                return False
            if self.waits_for_a_key() and not self.take_output(0):
                return True
            self.take_output(0.002)
        raise TimedOut

    def type_line(self, line, seconds):
        if line.startswith("! "):
            if self.wait_for_a_key(seconds):
                subprocess.run(["bash", "-c", line[2:]], cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, timeout=seconds, check=False)
            return
        # all of a line at once: a line editor reads key by key, and changes no mode before Enter
        keys = keys_of(line)
        typed = "".join(key for key in keys if key)
        if typed and self.wait_for_a_key(seconds):
            self.read_before = self.bytes_read()
            os.write(self.master, typed.encode())
        if None in keys and self.wait_for_a_key(seconds):
            self.hang_up()

    def hang_up(self):
        os.close(self.master)
        self.master = None

    def finish(self, seconds):
        """The exit status, and the screen."""
        if self.master is not None and self.wait_for_a_key(seconds):
            raise WaitsForMore
        end = time.monotonic() + seconds
        while not self.has_ended():
            if time.monotonic() > end:
                raise TimedOut
            time.sleep(0.002)
        self.close()
        return (self.status if self.status >= 0 else 128 - self.status), self.screen.lines()

    def kill(self):
        if not self.has_ended():
            os.killpg(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.close()
        return self.screen.lines()

    def close(self):
        for file in (self.master, self.slave):
            if file is not None:
                os.close(file)
        self.master = self.slave = None
