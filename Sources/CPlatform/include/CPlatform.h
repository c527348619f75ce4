// SPDX-License-Identifier: Apache-2.0
#ifndef CREDITREPORT_CPLATFORM_H
#define CREDITREPORT_CPLATFORM_H

/// Renames a file within or between directories; fails with EEXIST if the new name is taken. Returns 0, or -1 with errno.
int creditreport_rename_noreplace(const char *from, const char *to);

/// Begins to write the pages of a file to the disk without waiting; only a hint, fsync is still needed.
void creditreport_start_writeback(int descriptor);

/// Bounds the number of malloc arenas, so that memory stays flat however many threads work, and keeps up to 64 MiB that
/// are freed at the end of an arena for what comes next: the buffers of a report go back and forth between the program and
/// the system otherwise. Returns 1 on success.
int creditreport_configure_heap(int arenas);

/// How many processors this process may run on; at least 1.
int creditreport_processor_count(void);

/// Opens a file for reading without following a symbolic link at the end of the path, and without waiting if it is a pipe. Returns a descriptor, or -1 with errno.
int creditreport_open_read(const char *path);

/// Opens a file for reading, through symbolic links, and without waiting if it is a pipe. Returns a descriptor, or -1 with errno.
int creditreport_open_read_following(const char *path);

/// Opens a new file for writing with mode 0600-and-umask bits in `mode`; fails with EEXIST if it is there. Returns a descriptor, or -1 with errno.
int creditreport_open_new(const char *path, unsigned int mode);

/// Opens (making it if needed) a file for appending. Returns a descriptor, or -1 with errno.
int creditreport_open_append(const char *path, unsigned int mode);

/// Opens (making it if needed) a file for reading and writing. Returns a descriptor, or -1 with errno.
int creditreport_open_update(const char *path, unsigned int mode);

/// Opens a directory, for fsync. Returns a descriptor, or -1 with errno.
int creditreport_open_directory(const char *path);

#endif
