import { createBase64Texts, createUuid } from "../random-ids";

it("makes UUIDs of version 4, none twice", () => {
  const uuids = Array.from({ length: 2_000 }, createUuid);
  for (const uuid of uuids)
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(uuids).size).toBe(uuids.length);
  for (const place of [0, 7, 9, 12, 15, 17, 20, 22, 24, 35])
    expect(new Set(uuids.map((uuid) => uuid[place])).size).toBe(16);
});

it.each([
  [11, /^[\w-]{15}=$/],
  [12, /^[\w-]{16}$/],
  [13, /^[\w-]{18}==$/],
])("makes Base64 texts of %d bytes, none twice, that decode and encode again", (bytes, form) => {
  const texts = Array.from({ length: 2_000 }, createBase64Texts(bytes));
  for (const text of texts) {
    expect(text).toMatch(form);
    expect(Buffer.from(text, "base64url").toString("base64url")).toBe(text.replace(/=/g, ""));
  }
  expect(new Set(texts).size).toBe(texts.length);
  for (const place of [0, 7, 13]) expect(new Set(texts.map((text) => text[place])).size).toBe(64);
});
