import { Link } from "wouter";

import { icons } from "../parts/icons";
import { SearchBox } from "../parts/search-box";
import { TrackForm } from "../parts/track-form";
import { platform } from "../services";
import { useEffect } from "react";

const common = [
  { name: "Khai sinh cho con", question: "khai sinh", icon: icons.child },
  { name: "Đăng ký kết hôn", question: "kết hôn", icon: icons.rings },
  { name: "Sao y, chứng thực", question: "chứng thực", icon: icons.stamp },
  { name: "Thường trú, tạm trú", question: "đăng ký thường trú", icon: icons.home },
  { name: "Căn cước", question: "căn cước", icon: icons.id },
  { name: "Trợ cấp, hưu trí xã hội", question: "trợ cấp", icon: icons.care },
  { name: "Đất đai, sổ đỏ", question: "đất đai", icon: icons.land },
  { name: "Xây, sửa nhà", question: "giấy phép xây dựng", icon: icons.build },
  { name: "Hộ kinh doanh", question: "hộ kinh doanh", icon: icons.shop },
];

export function Home() {
  useEffect(() => platform.setTitle(""), []);
  return (
    <>
      <h1>Ông/bà cần làm việc gì?</h1>
      <div className="section">
        <SearchBox label="Tìm thủ tục" />
      </div>
      <section className="section" aria-labelledby="viec-hay-lam">
        <h2 id="viec-hay-lam">Việc nhiều người làm</h2>
        <ul className="tiles">
          {common.map((item) => (
            <li key={item.name}>
              <Link className="tile" href={`/thu-tuc?q=${encodeURIComponent(item.question)}`}>
                {item.icon}
                {item.name}
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <section className="card" aria-labelledby="tra-cuu">
        <h2 id="tra-cuu">Hồ sơ của tôi đến đâu rồi?</h2>
        <TrackForm />
      </section>
    </>
  );
}

