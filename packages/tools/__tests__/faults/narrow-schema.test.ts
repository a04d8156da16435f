import { narrowSchema } from "../../faults/narrow-schema";

/** A field whose value is text or another message, shorter than 16 KiB. */
function encode(number: number, value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.of((number << 3) | 2, (bytes.length & 127) | 128, bytes.length >> 7), bytes]);
}

const encodeEntry = (number: number, type: string) =>
  encode(number, Buffer.concat([encode(1, type), encode(2, "x".repeat(300))]));

const provider = encode(1, "region");
const functions = encodeEntry(7, "arn_parse");

it("keeps the schemas of resources, data sources and ephemeral resources that are used, and all that is no schema", () => {
  const schemas = [2, 3, 8].flatMap((number) => ["aws_sqs_queue", "aws_iam_role"].map((it) => encodeEntry(number, it)));
  const kept = narrowSchema(Buffer.concat([provider, ...schemas, functions]), (type) => type === "aws_iam_role");
  const used = [2, 3, 8].map((number) => encodeEntry(number, "aws_iam_role"));
  expect(kept.toString("hex")).toBe(Buffer.concat([provider, ...used, functions]).toString("hex"));
});

it("fails where the protocol has a field that is a plain number", () => {
  expect(() => narrowSchema(Buffer.of(0x48, 1), () => true)).toThrow(
    "provider's schema: a field is not length-delimited, got tag 72; read the protocol again",
  );
});
