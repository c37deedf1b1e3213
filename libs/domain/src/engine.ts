/** Version of the rules of `decide` and `evolve`; written into every state and transition so that later engines can read them. */
export const engineVersion = 2;
