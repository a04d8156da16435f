import { createRandomText, createUuid } from "../random-ids";

it("makes UUIDs of version 4, none twice", () => {
  const uuids = Array.from({ length: 2_000 }, createUuid);
  for (const uuid of uuids)
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(uuids).size).toBe(uuids.length);
  for (const place of [0, 7, 9, 12, 15, 17, 20, 22, 24, 35])
    expect(new Set(uuids.map((uuid) => uuid[place])).size).toBe(16);
});

it("makes texts of so many bytes", () => {
  expect(createRandomText(12, "hex")).toMatch(/^[0-9a-f]{24}$/);
  expect(createRandomText(11, "base64url")).toMatch(/^[\w-]{15}$/);
});
