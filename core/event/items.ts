/**
 * Several texts in one parameter, however they are written: a list, JSON, lines, numbers, bullets, semicolons. Every step takes time
 * in proportion to the length of the text.
 */
import { asRecord, parseObject } from './records';
import { cleanText, textOf } from './text';
import words from './words.json';

/** What is behind these is left out: nobody reads, and no table makes, more. */
const MAX_ITEMS = 30;
const MAX_ITEM = 1000;
/** Of one text that is taken apart. */
const MAX_TEXT = 16_000;

const BULLET = /^\s*(?:[-*•·–—▪●○►]|\d{1,2}[.)]|\(\d{1,2}\)|\[[ xX]?\])\s+/;
const BULLETS_WITHIN = /\s[•▪●►]\s/;

const strip = (line: string): string => line.replace(BULLET, '').trim();

/** Lines of which some are marked: what is not marked goes on with the one before it. */
function ofLines(lines: string[]): string[] {
  if (!lines.some((line) => BULLET.test(line))) return lines.map((line) => line.trim());
  const items: string[] = [];
  for (const line of lines) {
    if (BULLET.test(line) || items.length === 0) items.push(strip(line));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  // What stands before the first mark is the list's title.
  const [first = ''] = lines;
  return !BULLET.test(first) && /[:：]\s*$/.test(first) ? items.slice(1) : items;
}

/** "1. this 2. that" in one line: the numbers must follow each other from 1. */
function ofNumbers(line: string): string[] | null {
  if (!/^\s*1[.)]\s/.test(line)) return null;
  const starts: number[] = [];
  for (const match of line.matchAll(/(?<!\S)(\d{1,2})[.)]\s/g))
    if (Number(match[1]) === starts.length + 1) starts.push(match.index);
  return starts.map((start, at) => strip(line.slice(start, starts[at + 1] ?? line.length)));
}

function ofLine(line: string): string[] {
  const numbered = ofNumbers(line);
  if (numbered) return numbered;
  if (BULLETS_WITHIN.test(line)) return line.split(BULLETS_WITHIN).map(strip);
  return line.split(';').map(strip);
}

function ofText(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return lines.length > 1 ? ofLines(lines) : ofLine(lines[0] ?? '');
}

/** The text of one element of a list: itself, or what an object calls its text. */
function textOfItem(item: unknown): string | null {
  const record = asRecord(item);
  if (!record) return textOf(item);
  for (const name of words.itemText) {
    const text = textOf(record[name]);
    if (text !== null) return text;
  }
  return null;
}

/** Takes the value of a parameter; returns its texts, each once, in order; `commas`: they part texts as well. */
export function itemsOf(value: unknown, { commas = false }: { commas?: boolean } = {}): string[] {
  const parsed = typeof value === 'string' ? (parseObject(value) ?? value) : value;
  const list = Array.isArray(parsed) ? parsed.slice(0, MAX_ITEMS) : null;
  const whole = textOfItem(parsed);
  const texts = list
    ? list.flatMap((item) => textOfItem(item) ?? [])
    : typeof parsed === 'string'
      ? ofText(cleanText(parsed.slice(0, MAX_TEXT)))
      : whole === null
        ? []
        : [whole];
  const parted = commas && texts.length === 1 ? (texts[0] ?? '').split(',').map(strip) : texts;
  const filled = parted.flatMap((text) => textOf(strip(text)) ?? []);
  return [
    ...new Set(filled.map((text) => (text.length > MAX_ITEM ? `${text.slice(0, MAX_ITEM - 1)}…` : text))),
  ].slice(0, MAX_ITEMS);
}
