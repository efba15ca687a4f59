/** The statements that freeze with a run's first record, by id. */
export interface Intent {
  goals: Record<string, string>;
  nonGoals: Record<string, string>;
  constraints: Record<string, string>;
  criteria: Record<string, string>;
}

/** What counts as a plan's structure: no wording, no statuses, no timestamps. Plain JSON, so that runs can store it. */
export interface Outline {
  milestones: {
    id: string;
    validations: string[];
    files: string[];
    dependsOn: string[];
    /** Which of the optional and required slots are filled. */
    slots: string[];
  }[];
  /** Ids of goals, non-goals, constraints, criteria, assumptions, risks and questions, each with its filled slots. */
  items: Record<string, string[]>;
  /** Scope items, normalised, sorted. */
  scope: { in: string[]; out: string[] };
}
