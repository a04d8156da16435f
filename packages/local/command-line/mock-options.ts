import { type MockConfig, parseMockConfig } from "@sfn-websocket/languages/states-language/execution/mock-config";
import { requireText } from "../require-text";

/** A mock file of Step Functions Local, and the name of one of its test cases. */
export interface ChosenMock {
  readonly file: string;
  readonly testCase: string;
}

/** The choice of a command line. @throws Error in the developer form where one of the two is missing. */
export function readMock(file: string | undefined, testCase: string | undefined): ChosenMock | undefined {
  if (file === undefined && testCase === undefined) return undefined;
  if (file !== undefined && testCase !== undefined) return { file, testCase };
  const [given, missing] = file === undefined ? ["--test-case", "--mock"] : ["--mock", "--test-case"];
  throw new Error(`${given}: goes with ${missing}, got no ${missing}; give both`);
}

/** @throws Error in the developer form for a file that cannot be read, or holds no mocks. */
export const readMockConfig = ({ file }: ChosenMock, readFile: (path: string) => string): MockConfig =>
  parseMockConfig(
    requireText(file, () => readFile(file)),
    file,
  );
