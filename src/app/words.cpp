#include "app/commands.hpp"
#include "features/keeping/keeping.hpp"

namespace motcua::app {

namespace {

bool has(const std::string& text, std::string_view part)
{
    return text.find(part) != text.npos;
}

std::string advice_for(const std::string& what)
{
    if (has(what, "it is damaged") || has(what, "malformed") || has(what, "not a database"))
        return "Cơ sở dữ liệu bị hỏng. Xin dừng máy chủ, đổi tên tệp hỏng để giữ lại, rồi chạy `motcua restore --from <thư mục sao lưu>`.";
    if (has(what, "belongs to another program")) return "Tệp này là của chương trình khác. Xin sửa cài đặt `database`.";
    if (has(what, "newer than this program"))
        return "Cơ sở dữ liệu đã được phiên bản mới hơn nâng cấp. Xin cài lại phiên bản mới, hoặc khôi phục bản sao lưu trước khi nâng cấp.";
    if (has(what, "was changed after it had been applied") || has(what, "does not know") || has(what, "is missing from the database"))
        return "Lược đồ cơ sở dữ liệu không khớp với chương trình. Xin cài đúng phiên bản chương trình đã dùng với cơ sở dữ liệu này.";
    if (has(what, "cannot be reached")) return "Không nối được tới PostgreSQL. Xin xem máy chủ PostgreSQL có chạy không và địa chỉ trong `database` có đúng không.";
    if (has(what, "cannot open the database")) return "Không mở được tệp cơ sở dữ liệu. Xin xem tệp và thư mục của nó có cho phép đọc, ghi không.";
    if (has(what, "full") || has(what, "No space left")) return "Ổ đĩa đầy. Xin dọn bớt rồi chạy lại.";
    if (has(what, "cannot listen at")) return "Địa chỉ hoặc cổng này đang có chương trình khác dùng. Xin dừng chương trình đó hoặc đổi `listen`.";
    if (has(what, "key file")) return "Tệp khóa chính chưa đúng. Xin chép lại bản khóa đã cất và đặt quyền: chmod 600.";
    if (has(what, "files folder")) return "Không ghi được vào thư mục tệp. Xin xem quyền ghi và chỗ trống của `files`.";
    return "";
}

}  // namespace

std::string words_for(const std::exception& error)
{
    if (dynamic_cast<const keeping::Failure*>(&error)) return error.what();
    std::string what = error.what();
    auto advice = advice_for(what);
    return advice.empty() ? what : advice + "\n  (" + what + ")";
}

}  // namespace motcua::app
