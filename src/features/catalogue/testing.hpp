#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

#include "features/catalogue/catalogue.hpp"
#include "platform/db/testing.hpp"

// For tests only: a small catalogue in a folder of its own, to be changed file by file.
namespace motcua::catalogue {

class SampleFiles {
public:
    SampleFiles()
    {
        for (const auto& [path, text] : contents()) write(path, text);
    }

    std::string folder() const { return m_folder.path(); }

    void write(const std::string& path, const std::string& text)
    {
        auto file = std::filesystem::path(m_folder.path()) / path;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }

    std::string read(const std::string& path) const
    {
        std::ifstream file(std::filesystem::path(m_folder.path()) / path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    // Replaces the first place of `from`, which must be there.
    void change(const std::string& path, const std::string& from, const std::string& to)
    {
        auto text = read(path);
        auto at = text.find(from);
        if (at == std::string::npos) throw std::logic_error(path + " has no " + from);
        write(path, text.replace(at, from.size(), to));
    }

    void remove(const std::string& path) { std::filesystem::remove(std::filesystem::path(m_folder.path()) / path); }

    Loaded load() const { return catalogue::load(folder()); }

    std::string faults() const
    {
        std::string text;
        for (const auto& fault : load().faults) text += describe(fault) + "\n";
        return text;
    }

private:
    static const std::map<std::string, std::string>& contents();

    db::TemporaryFolder m_folder;
};

inline const std::map<std::string, std::string>& SampleFiles::contents()
{
    static const std::map<std::string, std::string> files{
        {"procedures/ho_tich/1.000001.toml", R"(id = "1.000001"
code = "1.000001"
effective_from = 2025-07-01
name = "Thủ tục đăng ký khai sinh"
short_name = "Khai sinh"
aliases = ["làm giấy khai sinh"]
group = "ho_tich"
subject = "Hộ tịch"
level = "xã"
online = "partial_online"
receiving = "Trung tâm Phục vụ hành chính công cấp xã"
decided_by = "commune"
deciding_agency_name = "UBND cấp xã"
division = "van-phong"
workflow = "phong"
form = "khai-sinh"
exemptions = ["Người khuyết tật"]
confidence = "high"

[[limits]]
amount = 3
unit = "working_day"

[[limits]]
amount = 7.5
unit = "working_day"
case_name = "có yếu tố nước ngoài"
when = [{ field = "place", equals = "abroad" }]

[[fees]]
code = "dung-han"
group = "le-phi"
name = "Lệ phí khai sinh"
amount = 0
per = "lần"
when = [{ field = "birth_date", within_days = 60 }]
legal_basis = "60/2014/QH13"

[[fees]]
code = "qua-han"
group = "le-phi"
name = "Lệ phí khai sinh"
amount = 8000
per = "lần"
area = "hai-phong-cu"
when = [{ field = "birth_date", beyond_days = 60 }]
legal_basis = "12/2018/NQ-HĐND"

[[documents]]
code = "giay-chung-sinh"
name = "Giấy chứng sinh"
originals = 1
)"},
        {"procedures/dat_dai/1.000002.toml", R"(id = "1.000002"
code = ""
effective_from = 2025-07-01
name = "Đăng ký đất đai"
short_name = "Đất đai"
group = "dat_dai"
subject = "Đất đai"
level = "xã"
receiving = "Trung tâm Phục vụ hành chính công cấp xã"
decided_by = "so-xay-dung"
deciding_agency_name = "Sở Xây dựng"
related = ["1.000001"]
workflow = "tra-ngay"
confidence = "low"
)"},
        {"forms/khai-sinh.toml", R"(code = "khai-sinh"
title = "Tờ khai đăng ký khai sinh"
legal_form = "TT 04/2020/TT-BTP"

[[sections]]
title = "Trẻ"

[[sections.fields]]
name = "birth_date"
type = "date"
label = "Ngày sinh"

[[sections.fields]]
name = "place"
type = "radio"
label = "Nơi sinh"
options = [{ value = "home", label = "Trong nước" }, { value = "abroad", label = "Ở nước ngoài" }]

[[sections.fields]]
name = "extracts"
type = "number"
label = "Số bản sao"
)"},
        {"workflows/phong.toml", R"(code = "phong"
name = "Phòng chuyên môn giải quyết"

[[steps]]
code = "tham-dinh"
name = "Thẩm định"
at = "division"
share = 60

[[steps]]
code = "ky"
name = "Ký"
permission = "approve_dossiers"
at = "deciding"
share = 30
decides = true

[[steps]]
code = "tra"
name = "Trả kết quả"
permission = "hand_over_results"
at = "centre"
share = 10
returns = true

[[consultations]]
agency = "division:cong-an"
subject = "Xác minh"
working_days = 2
)"},
        {"workflows/tra-ngay.toml", R"(code = "tra-ngay"
name = "Trả ngay"

[[steps]]
code = "ky"
name = "Ký và trả"
permission = "approve_dossiers"
at = "deciding"
share = 100
decides = true
returns = true
)"},
        {"agencies.toml", R"([[division_kinds]]
code = "van-phong"
name = "Văn phòng"

[[division_kinds]]
code = "cong-an"
name = "Công an cấp xã"

[[departments]]
code = "so-xay-dung"
name = "Sở Xây dựng"
agency_identifier = "H24.17"
)"},
        {"roles.toml", R"([[roles]]
code = "tiep-nhan"
name = "Công chức tiếp nhận"
permissions = ["receive_dossiers", "read_dossiers"]
)"},
        {"letters.toml", [] {
             std::string text;
             for (std::string code : {"receipt", "supplement_request", "intake_rejection", "extension_apology", "stop_notice", "routing_slip", "register"})
                 text += "[[letters]]\ncode = \"" + code + "\"\nnumber = 1\ntitle = \"TÊN MẪU\"\nnumber_format = \"{number}/A\"\nfrom = 2025-09-15\nlegal_basis = \"TT 03/2025/TT-VPCP\"\n";
             return text;
         }()},
        {"hours.toml", R"([[hours]]
unit = ""
sessions = [{ weekday = "monday", from = "07:00", to = "11:30" }, { weekday = "monday", from = "13:30", to = "17:00" },
    { weekday = "tuesday", from = "07:00", to = "11:30" }, { weekday = "wednesday", from = "07:00", to = "11:30" },
    { weekday = "thursday", from = "07:00", to = "11:30" }, { weekday = "friday", from = "07:00", to = "11:30" }]

[[hours]]
unit = "10001"
sessions = [{ weekday = "monday", from = "08:00", to = "12:00" }, { weekday = "saturday", from = "08:00", to = "11:00" }]
)"},
        {"calendar/2026.toml", R"(confirmed = true

[[days]]
day = 2026-09-02
kind = "holiday"
name = "Quốc khánh"
source = "BLLĐ 2019 Đ112"

[[days]]
day = 2026-08-22
kind = "make_up"
name = "Làm bù"
source = "TB 9441/TB-BNV"
)"},
        {"places/units.toml", R"([[units]]
code = "10001"
name = "Mẫu Một"
type = "xã"
full_name = "Xã Mẫu Một"
slug = "mau-mot"
agency_identifier = "H24.101"
area = "hai-phong-cu"
population = 1000
latitude = 20.8
longitude = 106.6
seat = "Thôn 1"

[[units]]
code = "10002"
name = "Mẫu Hai"
type = "phường"
full_name = "Phường Mẫu Hai"
slug = "mau-hai"
agency_identifier = "H24.102"
area = "hai-duong-cu"
population = 2000
latitude = 20.9
longitude = 106.3
seat = "Phố 2"
)"},
        {"places/provinces.csv", "code,name,full_name\n31,Hải Phòng,Thành phố Hải Phòng\n"},
        {"places/communes.csv", "code,name,type,province_code\n10002,Mẫu Hai,phường,31\n10001,Mẫu Một,xã,31\n10003,Mẫu Ba,đặc khu,31\n"},
        {"places/predecessors.csv",
         "unit_code,code,name,district,part\n10001,1,Phường Gia Viên,Quận Ngô Quyền,land_only\n10002,1,Phường Gia Viên,Quận Ngô Quyền,part\n"
         "10001,2,Xã Minh Đức,Huyện Tứ Kỳ,whole\n10002,3,Thị trấn Minh Đức,Huyện Thủy Nguyên,whole\n10002,4,Phường Tân Bình,Thành phố Hải Dương,rest\n"},
        {"messages/vi.toml", [] {
             std::string text = "[refusal]\nunknown_procedure = \"Không có thủ tục này.\"\nonly_refusal = \"Một.\"\n\n[field]\nunknown_procedure = \"Không có thủ tục {id}.\"\nonly_field = \"Hai.\"\n";
             for (std::string code : {"required", "not_text", "not_whole_number", "not_number", "not_true_or_false", "not_a_list", "not_an_object", "unknown_choice",
                                      "unknown_field", "out_of_range", "not_a_date", "not_an_instant", "control_characters", "not_a_name", "too_long", "too_short",
                                      "too_small", "too_large", "too_few", "too_many", "duplicate_choice", "too_early", "too_late", "not_a_personal_id", "not_a_phone",
                                      "not_an_email", "pattern", "unknown_commune", "unknown_province", "commune_not_in_province", "not_a_file"})
                 text += code + " = \"Sai.\"\n";
             return text;
         }()},
    };
    return files;
}

}  // namespace motcua::catalogue
