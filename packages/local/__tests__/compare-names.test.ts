import { compareNames } from "../compare-names";

it("lists names as people count", () => {
  const listed = ["$connect", "$default", "1", "room", "room2", "Room3", "room10", "room10a", "room_1", "zoo"];
  expect(listed.toReversed().toSorted(compareNames)).toEqual(listed);
  expect(compareNames("room2", "Room2")).toBe(0);
});
