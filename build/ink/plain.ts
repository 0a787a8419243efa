// Text that is drawn as it stands: each UTF-16 unit one grapheme, one column wide, visible; SGR sequences between them.

/** Ranges of such characters: Latin, Greek, Cyrillic, punctuation, arrows, operators, box drawing, blocks, shapes, check marks, braille. */
export const plainRanges =
	' -~\u00A1-\u00AC\u00AE-\u02FF\u0391-\u03A1\u0400-\u0482\u2010-\u2027\u2030-\u203B\u2190-\u2199\u2200-\u22FF\u2500-\u25FC\u25FF\u26A0\u2713\u2717\u2800-\u28FF';

const sgr = String.raw`\u001B\[[\d;]*m`;

const plain = new RegExp(`^[${plainRanges}]*$`);
const styled = new RegExp(`^(?:[${plainRanges}]|${sgr})*$`);

/** Whether all of a text is plain. */
export const isPlain = (text: string): boolean => plain.test(text);

/** Whether it is plain but for colours and attributes. */
export const isStyledPlain = (text: string): boolean => styled.test(text);

const sequences = new RegExp(`(${sgr})`);

/** Cuts it into sequences and the text between them: every second one is a sequence. */
export const runsOf = (text: string): readonly string[] => text.split(sequences);
