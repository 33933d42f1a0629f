/** Invented people who can sign in. Their numbers agree with sex and year of birth; nobody has them. */
export interface Citizen {
  sub: string;
  /** Shown on the page where one chooses whom to be. */
  about: string;
  claims: Record<string, string | number>;
}

const home = "Số 1, Thôn Mẫu, Xã Tân Minh, Thành phố Hải Phòng";

export const citizens: Citizen[] = [
  {
    sub: "cong-dan-thu-nghiem-1",
    about: "Công dân, định danh mức 2",
    claims: {
      LoaiTaiKhoan: 1, SoDinhDanh: "031088000001", HoVaTen: "NGUYỄN VĂN THỬ", NgayThangNamSinh: "19880307", GioiTinh: "Nam", DiaChi: home,
      SoDienThoai: "0900000001", ThuDienTu: "thu@example.vn", TechID: "0001", IAL: "2", loAs: "LoA2",
    },
  },
  {
    sub: "cong-dan-thu-nghiem-2",
    about: "Công dân, định danh mức 2",
    claims: {
      LoaiTaiKhoan: 1, SoDinhDanh: "031190000002", HoVaTen: "TRẦN THỊ MẪU", NgayThangNamSinh: "19901120", GioiTinh: "Nữ", DiaChi: home,
      SoDienThoai: "0900000002", TechID: "0002", IAL: "2", loAs: "LoA2",
    },
  },
  {
    sub: "cong-dan-thu-nghiem-3",
    about: "Người cao tuổi, định danh mức 2",
    claims: {
      LoaiTaiKhoan: 1, SoDinhDanh: "031048000003", HoVaTen: "PHẠM VĂN VÍ DỤ", NgayThangNamSinh: "1948", GioiTinh: "Nam", DiaChi: home,
      SoDienThoai: "0900000003", TechID: "0003", IAL: "2", loAs: "LoA2",
    },
  },
  {
    sub: "cong-dan-thu-nghiem-4",
    about: "Công dân, mới định danh mức 1",
    claims: {
      LoaiTaiKhoan: 1, SoDinhDanh: "031304000004", HoVaTen: "LÊ THỊ VÍ DỤ", NgayThangNamSinh: "20040415", GioiTinh: "Nữ", DiaChi: home,
      SoDienThoai: "0900000004", TechID: "0004", IAL: "1", loAs: "LoA1",
    },
  },
  {
    sub: "doanh-nghiep-thu-nghiem-5",
    about: "Doanh nghiệp",
    claims: { LoaiTaiKhoan: 2, TenDoanhNghiep: "CÔNG TY TNHH VÍ DỤ", MaSoThue: "0200000005", TechID: "0005", IAL: "2", loAs: "LoA2" },
  },
];

export const claimNames = ["LoaiTaiKhoan", "SoDinhDanh", "HoVaTen", "NgayThangNamSinh", "GioiTinh", "DiaChi", "SoDienThoai", "ThuDienTu",
  "TenDoanhNghiep", "MaSoThue", "TechID", "IAL", "loAs"];

/** "Who do you want to be?": one button for each. */
export function choicePage(title: string, action: string): string {
  const buttons = citizens
    .map((one) => `<button name="sub" value="${one.sub}"><b>${one.claims.HoVaTen ?? one.claims.TenDoanhNghiep}</b><br>${one.about}</button>`)
    .join("\n");
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>body{font:18px/1.5 sans-serif;max-width:30em;margin:2em auto;padding:0 1em}button{display:block;width:100%;margin:.5em 0;padding:.8em;font:inherit;text-align:left}</style>
<h1>${title}</h1><p>Đây là nơi đăng nhập thử: những người dưới đây đều không có thật.</p><form method="post" action="${action}">${buttons}</form></html>`;
}
