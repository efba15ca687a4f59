/** An issue, or a pull request, as the tests' forges keep it. */
export interface Kept {
  number: number;
  title: string;
  body: string;
  isOpen: boolean;
  labels: string[];
  comments: string[];
  events: { label: string; added: boolean; at: string }[];
  updated: string;
  pull?: { head: string; base: string };
}

/** What a repository on a forge has. */
export interface State {
  issues: Kept[];
  /** Names by id; of the repository. */
  labels: Map<number, string>;
  /** Whether labels that are asked for with a new issue are lost, as for those who may not write. */
  losesLabels: boolean;
  /** Whether labels are lost that are added later. */
  refusesLabels: boolean;
  /** Most entries of a page, whatever is asked for. */
  mostPerPage: number;
}

export const stateOf = (): State => ({
  issues: [],
  labels: new Map([
    [7, "bug"],
    [9, "backlog"],
  ]),
  losesLabels: false,
  refusesLabels: false,
  mostPerPage: 1000,
});

/** Adds an issue as people do. */
export function addIssue(state: State, over: Partial<Kept> = {}): Kept {
  const number = over.number ?? Math.max(0, ...state.issues.map((each) => each.number)) + 1;
  const issue: Kept = {
    number,
    title: `Issue ${number}`,
    body: "",
    isOpen: true,
    labels: [],
    comments: [],
    events: [],
    updated: "2025-03-04T05:00:00Z",
    ...over,
  };
  state.issues.push(issue);
  return issue;
}
