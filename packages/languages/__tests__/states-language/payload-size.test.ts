import type { Json } from "../../json";
import { requirePayloadSize, MAXIMUM_PAYLOAD_BYTES } from "../../states-language/values/payload-size";

const problem = "returned a result with a size exceeding the maximum number of bytes service limit.";

/** A value whose JSON text has so many bytes. */
const makers: Record<string, (bytes: number) => Json> = {
  "a string": (bytes) => "x".repeat(bytes - 2),
  "a string of escapes": (bytes) => `${"\n".repeat((bytes - 4) / 2)}xx`,
  "a string beyond ASCII": (bytes) =>
    `${"€".repeat((bytes - 4) / 3)}${"x".repeat(2 + ((bytes - 4) % 3))}`.slice(0, bytes),
  "an array": (bytes) => ["x".repeat(bytes - 6), 1],
  "an object of many members": (bytes) => {
    const members = Object.fromEntries(Array.from({ length: 999 }, (_, index) => [`m${index}`, index]));
    return { ...members, z: "x".repeat(bytes - Buffer.byteLength(JSON.stringify({ ...members, z: "" }))) };
  },
};

describe("the size of a payload", () => {
  it.each(Object.entries(makers))("is right up to 256 KiB of %s", (_what, make) => {
    const value = make(MAXIMUM_PAYLOAD_BYTES);
    const over = make(MAXIMUM_PAYLOAD_BYTES + 6);
    expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThanOrEqual(MAXIMUM_PAYLOAD_BYTES);
    expect(Buffer.byteLength(JSON.stringify(over))).toBeGreaterThan(MAXIMUM_PAYLOAD_BYTES);
    requirePayloadSize(value, "State");
    expect(() => requirePayloadSize(over, "State")).toThrow(
      expect.objectContaining({ error: "States.DataLimitExceeded", errorCause: `The state/task 'State' ${problem}` }),
    );
  });

  it("is that of the whole, whatever of it was measured before", () => {
    const half = { a: "x".repeat(140_000) };
    requirePayloadSize(half, "State");
    requirePayloadSize([half], "State");
    expect(() => requirePayloadSize([half, half], "State")).toThrow(
      expect.objectContaining({ error: "States.DataLimitExceeded" }),
    );
  });
});
