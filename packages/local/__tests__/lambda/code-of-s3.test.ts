import { zipArchive } from "../write-archive";
import { FUNCTIONS, functionRequest, GREET, type OpenApi, openApi, SAYS, wrong } from "./open-api";

const CODE = { S3Bucket: "b", S3Key: "k.zip" };
const archive = () => Buffer.from(zipArchive({ "index.mjs": SAYS("hello") }));

let api: OpenApi;
/** Called for each object that is asked for; resolves to its bytes. */
let read: () => Promise<Buffer>;

beforeEach(async () => {
  api = await openApi(undefined, () => read());
});
afterEach(() => api.close());

describe("code that S3 is asked for", () => {
  it("makes one function where two calls of a name wait for it at once", async () => {
    const waiting: (() => void)[] = [];
    read = async () => {
      await new Promise<void>((resolve) => {
        if (waiting.push(resolve) === 2) for (const go of waiting) go();
      });
      return archive();
    };
    const create = () => api.call(`POST ${FUNCTIONS}`, functionRequest("", { Code: CODE }));
    const answers = await Promise.all([create(), create()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)).toMatchObject({
      error: "ResourceConflictException",
      body: wrong("Function already exist: greet"),
    });
    expect(api.lambda.functions.size).toBe(1);
  });

  it("fails to change a function that is deleted meanwhile", async () => {
    await api.call(`POST ${FUNCTIONS}`, functionRequest(SAYS("hello")));
    read = async () => {
      await api.call(`DELETE ${GREET}`);
      return archive();
    };
    expect(await api.call(`PUT ${GREET}/code`, CODE)).toMatchObject({
      status: 404,
      error: "ResourceNotFoundException",
    });
    expect(api.lambda.functions.size).toBe(0);
  });
});
