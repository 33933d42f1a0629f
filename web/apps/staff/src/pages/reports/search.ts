/** As the address of a page holds it: names are Vietnamese there. */
export interface FiguresSearch {
  noi?: string;
  ky?: string;
  ngay?: string;
  tu?: string;
  den?: string;
  theo?: string;
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined);

export const readFiguresSearch = (search: Record<string, unknown>): FiguresSearch => ({
  noi: text(search.noi), ky: text(search.ky), ngay: text(search.ngay), tu: text(search.tu), den: text(search.den), theo: text(search.theo),
});

export interface BehindSearch extends FiguresSearch {
  cot?: string;
  linhvuc?: string;
  thutuc?: string;
  nguyennhan?: string;
  congchuc?: string;
  /** The past day whose knowledge is asked for. */
  biet?: string;
  sau?: string;
}

export const readBehindSearch = (search: Record<string, unknown>): BehindSearch => ({
  ...readFiguresSearch(search), cot: text(search.cot), linhvuc: text(search.linhvuc), thutuc: text(search.thutuc), nguyennhan: text(search.nguyennhan), congchuc: text(search.congchuc), biet: text(search.biet), sau: text(search.sau),
});
