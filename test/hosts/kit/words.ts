/** What a text looks like where a translation or a value is missing: a key, or a word of the language itself. */
export const WORDLESS = /(ringostat(-[a-z]+)*|shared)\.[a-z]+\.|\bundefined\b|\[object/i;
