const createTable = (): Uint32Array =>
  Uint32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit += 1) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    return remainder;
  });
/** Made when a first text is sent. */
let table: Uint32Array | undefined;

/** Returns the checksum of a text in UTF-8 that DynamoDB sends along, a number of 32 bits: the CRC of zip. */
export function computeCrc32(text: string): number {
  const steps = (table ??= createTable());
  let remainder = 0xffffffff;
  for (const byte of Buffer.from(text)) remainder = (remainder >>> 8) ^ (steps[(remainder ^ byte) & 0xff] ?? 0);
  return (remainder ^ 0xffffffff) >>> 0;
}
