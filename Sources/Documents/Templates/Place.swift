// SPDX-License-Identifier: Apache-2.0

/// Where the compiler stands in a template: the looks above, the room, the data, and what must hold for it to be shown.
struct Place {
    /// The elements from the root down to here.
    var nodes: [StyledNode] = []
    /// The look of the last of them.
    var resolved = Cascade.root
    /// The colour behind it.
    var background = Color(red: 255, green: 255, blue: 255)
    /// The width that is left for what stands in it.
    var room: Length
    /// The widths of the columns of the table around it, and the column of the next cell.
    var columns: [Length] = []
    var column = 0
    /// The field at which the innermost repetition stands.
    var data: LocatedField
    /// The conditions and repetitions around it.
    var conditions: [Obligations.Condition] = []
    /// What is wrong with the looks above, so that it is not reported again for all that inherits it.
    var complaints: [String] = []
    /// Whether it is on the pages: the words of `title` are not.
    var isOnPages = true
}
