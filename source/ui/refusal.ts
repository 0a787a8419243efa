// Why a key or a command does nothing here; shown in the footer.

export type Refusal = {readonly refused: string};

export const refuse = (refused: string): Refusal => ({refused});
