/** A function whose module never ends loading. */
export const handler = async () => "never";
for (;;);
