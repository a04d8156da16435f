import type { Case } from "./subject";

/** The cases that are smaller than this one by one part, the smallest first. */
export function listSmaller(subject: Case): Case[] {
  const texts = listShorter(subject.text).map((text) => ({ ...subject, text }));
  const documents = listSmallerDocuments(subject.document).map((document) => ({ ...subject, document }));
  return [...texts, ...documents];
}

function listShorter(text: string): string[] {
  const shorter: string[] = [];
  for (let size = text.length >> 1; size >= 1; size >>= 1) {
    // the small parts are taken out at any place
    const step = size > 8 ? size : 1;
    for (let at = 0; at + size <= text.length; at += step) shorter.push(text.slice(0, at) + text.slice(at + size));
  }
  return shorter;
}

function listSmallerDocuments(document: string): string[] {
  const value = JSON.parse(document) as unknown;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const members = Object.entries(value);
  return members.map((_, left) => JSON.stringify(Object.fromEntries(members.filter((_member, at) => at !== left))));
}
