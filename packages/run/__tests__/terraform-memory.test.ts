import { collectSeldom } from "../terraform-memory";

it("has Go collect garbage seldom, but as the user says", () => {
  expect(collectSeldom({ PATH: "/bin" })).toEqual({ GOGC: "400" });
  expect(collectSeldom({ PATH: "/bin", GOGC: "50" })).toEqual({ GOGC: "50" });
});
