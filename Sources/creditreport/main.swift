// SPDX-License-Identifier: Apache-2.0

import CPlatform
import Glibc

// A crash must end at once, and memory must stay flat however many threads work.
_ = creditreport_configure_heap(2)
signal(SIGPIPE, SIG_IGN)
// A limit on the size of files is an error to be told, not a reason to be killed.
signal(SIGXFSZ, SIG_IGN)
exit(Program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
