// SPDX-License-Identifier: Apache-2.0

public import Compression

/// The codes of the streams that each file has, counted in sixty reports as this module writes them.
///
/// They decide how long a stream gets, never what it says: any other content is compressed too, only less tightly. A file's
/// bytes depend on them.
extension StreamCode {
    /// The content of a page.
    public static let page = StreamCode(
        spelling: """
            cdehjjhhhhfhhnhhjjkjjjjjjjjjjjiifjjjjjjighihhhegfeeeeeffffjjhihijihhhihjiiijjijjijjigjkkkjjhhijjjhii\
            ihiijiijjjiijjgjhijkkjkkkjkjkjkjjkjjjkkkkjkkkkkjjjkkjjjjkkkkkkkkkkkkkkkkkkkkkjkkkkkkjkkkkjkkkkjkkkkk\
            kkkkkkkjkjkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkknefffggffgiggfgjgilkmnnnnnnnnnjkifhggffedcd\
            cdddddddeefgnmmm
            """)

    /// An object stream.
    public static let objects = StreamCode(
        spelling: """
            oooooooooojooooooooooooooooooooodoooooookkoloihgeeeeeeeeeeoojojoojjiiljlijlhjkjjjmiiillkkllhoiooohhh\
            hghikhklhihhiohhhillkjlooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo\
            oooooooooooooooooooooooooooooooooooooooooooooooooooooooolocdddfffffefefjlfjooooloooonnllkjiehgggdeed\
            dedddddedddfeeef
            """)

    /// A ToUnicode CMap.
    public static let characterMap = StreamCode(
        spelling: """
            nnnnnnnnnnhnnnnnnnnnnnnnnnnnnnnngnnnnnnnjjnnnjnheeeeeddddennfnfnnjnijnnnninnnjjjjnjhjjnnnnnjnjnnnfee\
            eeeinhnnjighhngiginnninnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn\
            nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnmmmmmmmmmmmmmmmmmmmmmmmmjmcchjjjjmmjmmmmmmmmmmmmmmmmmmmmmidkfgefdece\
            deddddcddfhmllll
            """)

    /// A form of whole numbers and rectangles, such as a QR symbol.
    public static let symbol = StreamCode(
        spelling: """
            oooonnnnnnhnnnnnnnnnnnnnnnnnnnnndnnnnnnnnnnnninnfeddeeeeefnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn\
            njjinnnnnnnnnninnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn\
            nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnincdffdddceninnnnnnnnnnnnnnnnnmhkmmmkbjddedd\
            dddddedfegkmmlll
            """)

    /// A cross-reference stream.
    public static let crossReferences = StreamCode(
        spelling: """
            cddfgkjhfgihiiihiikkjkjjiijkjjjjjjijjjjkihkijjjiijjjgjjkjgjkjkjkkkjjljikikjjjjjkjjjjjjjjjjijgijjjjij\
            jihkiikijjijjijjjijjijjjijjjijikjjjijjjjhjjjjjjjkhkjjjijiiijijjjjiiijkijkjjjjjkijjkjjijikljgjkjklkkj\
            ljkkjjkjlkkjkjjkjkjljjjijjjjjjjjijijikjjjjiihhihigiihffegleddekiilkkghlijiiiihhlihikhdckkjkbkfdhdeff\
            eibgdfjgjffjjjjj
            """)
}
