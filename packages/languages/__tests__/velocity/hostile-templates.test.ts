import { prepareTemplate, TemplateError } from "../../velocity/prepare-template";
import { hostileTemplates } from "./hostile-templates";
import type { Hostile } from "./hostile-templates";

/** What a rendering may do here: a fifth, so that all templates are tried in a few seconds. */
jest.mock("../../velocity/limits", () => ({
  ...jest.requireActual<object>("../../velocity/limits"),
  MOST_STEPS: 200_000,
}));

/** A loop whose steps cost as much as steps usually do, and which uses up the limit as the hostile templates do. */
const calibration: Hostile = {
  what: "calibration",
  body: "{}",
  template: "#foreach($a in [1..999])#foreach($b in [1..999])#if($b == 5 || $a > 7 && !($b < 3))x#end#end#end",
};

/** The CPU in milliseconds that a rendering takes, garbage collection included; its failure is one of the template's own. */
function measure({ template, body }: Hostile): number {
  const start = process.cpuUsage();
  try {
    prepareTemplate(template).render({ body, context: {}, stageVariables: {}, params: {} });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/**
 * How many times as long as the loop of usual steps, which is measured beside it. The least of several: what else runs on the
 * machine, and garbage of tests before it, may add to the one and not to the other.
 */
function compareWithUsual(hostile: Hostile, most: number): number {
  let least = Infinity;
  for (let attempt = 0; attempt < ATTEMPTS && least >= most; attempt++)
    least = Math.min(least, measure(hostile) / measure(calibration));
  return least;
}

const ATTEMPTS = 12;

describe("the most work that a rendering may do", () => {
  // outside of Jest, the dearest take 2.2 times as long as the loop, and less than 250 ms; within, its globals are slow
  const most = 5;

  test.each(hostileTemplates.map((hostile) => [hostile.what, hostile] as const))("holds %s", (_what, hostile) => {
    expect(compareWithUsual(hostile, most)).toBeLessThan(most);
  });
});
