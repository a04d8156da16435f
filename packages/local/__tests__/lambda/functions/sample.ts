/** Functions that a test's Lambda runs, in processes of their own. */
export const handler = async (event: unknown) => event;

export const describe = async (_: unknown, context: Record<string, unknown>) => ({
  ...context,
  left: (context.getRemainingTimeInMillis as () => number)() > 0,
  environment: {
    stage: process.env.STAGE,
    endpoint: process.env.AWS_ENDPOINT_URL,
    region: process.env.AWS_REGION,
    name: process.env.AWS_LAMBDA_FUNCTION_NAME,
  },
  inherited: process.env.PATH ?? null,
});

export const callback = (event: unknown, _: unknown, done: (error: unknown, result: unknown) => void) => {
  setImmediate(() => done(null, { event }));
};

export const failingCallback = (_: unknown, __: unknown, done: (error: unknown) => void) => done("no luck");

/** Lambda answers once nothing is left to do: after the timer, not with the callback. */
export const patientCallback = (_: unknown, __: unknown, done: (error: unknown, result: unknown) => void) => {
  const answer = { isIdle: false };
  setTimeout(() => (answer.isIdle = true), 5);
  done(null, answer);
};

export const impatientCallback = (_: unknown, context: { callbackWaitsForEmptyEventLoop: boolean }, done: Function) => {
  context.callbackWaitsForEmptyEventLoop = false;
  setTimeout(() => undefined, 1 << 30);
  done(null, "at once");
};

export const silent = () => undefined;

export class Broken extends Error {
  override readonly name = "Broken";
}
export const failing = async () => {
  throw new Broken("it's broken");
};
export const failingSynchronously = () => {
  throw new RangeError("out of range");
};
export const failingLater = async () => {
  setImmediate(() => {
    throw new TypeError("nobody waits for this");
  });
  return new Promise(() => undefined);
};
export const rejectingLater = async () => {
  void Promise.reject(new Error("nobody catches this"));
  return new Promise(() => undefined);
};
export const exiting = async () => process.exit(7);
export const spinning = async () => {
  for (;;);
};
export const unprintable = async () => 1n;
export const large = async () => "x".repeat(7 * 1024 * 1024);
export const printing = async () => console.log("a line\nanother");

let count = 0;
export const counting = async () => (count += 1);

export const notAFunction = "text";
