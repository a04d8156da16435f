/**
 * The members of `GetProviderSchema.Response` that hold a schema for each type, as maps by the type's name: resources,
 * data sources, ephemeral resources.
 * @see https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/tfplugin5.proto
 */
const SCHEMAS_BY_TYPE: ReadonlySet<number> = new Set([2, 3, 8]);

/** Protocol Buffers: the low bits of a field's tag say how its value is written; 2 is a length and so many bytes. */
const WIRE_TYPE_BITS = 3;
const LENGTH_DELIMITED = 2;

/** The response of AWS's provider about its schemas without those of types that `isUsed` says nothing needs. */
export function narrowSchema(response: Buffer, isUsed: (type: string) => boolean): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at < response.length;) {
    const field = readField(response, at);
    if (!SCHEMAS_BY_TYPE.has(field.number) || isUsed(readKey(field.value))) kept.push(response.subarray(at, field.end));
    at = field.end;
  }
  return Buffer.concat(kept);
}

interface Field {
  readonly number: number;
  readonly value: Buffer;
  /** Where the next field begins. */
  readonly end: number;
}

function readField(message: Buffer, start: number): Field {
  const [tag, afterTag] = readVarint(message, start);
  if (tag % 2 ** WIRE_TYPE_BITS !== LENGTH_DELIMITED)
    throw new Error(`provider's schema: a field is not length-delimited, got tag ${tag}; read the protocol again`);
  const [length, begin] = readVarint(message, afterTag);
  const end = begin + length;
  return { number: tag >> WIRE_TYPE_BITS, value: message.subarray(begin, end), end };
}

/** An entry of a map is a message whose first field is the key. */
function readKey(entry: Buffer): string {
  return readField(entry, 0).value.toString("utf8");
}

/** A number in groups of 7 bits, the lowest first; all but its last byte have the highest bit. */
function readVarint(message: Buffer, start: number): readonly [value: number, end: number] {
  let value = 0;
  for (let at = start, scale = 1; ; at += 1, scale *= 128) {
    const byte = message.readUInt8(at);
    value += (byte & 127) * scale;
    if (byte < 128) return [value, at + 1];
  }
}
