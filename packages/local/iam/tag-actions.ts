import type { QueryAction, QueryRequest } from "../protocols/query-protocol";
import { printPage, printTags, readTagList } from "./read-parameters";
import { addTags } from "./tags";

/** The actions on the tags of `Role`s or of `Policy`s; `find` returns those of the resource that a request names. */
export function createTagActions(
  resource: "Role" | "Policy",
  find: (request: QueryRequest) => Map<string, string>,
): Readonly<Record<string, QueryAction>> {
  return {
    [`Tag${resource}`]: { mutates: true, run: (request) => void addTags(find(request), readTagList(request)) },
    [`Untag${resource}`]: {
      mutates: true,
      run: (request) => {
        const tags = find(request);
        for (const key of request.readList("TagKeys")) tags.delete(key);
        return undefined;
      },
    },
    [`List${resource}Tags`]: { run: (request) => printPage(request, "Tags", printTags(find(request))) },
  };
}
