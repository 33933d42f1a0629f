#include "features/keeping/backups.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "domain/refusal.hpp"
#include "platform/json/json.hpp"

namespace motcua::keeping {

namespace {

constexpr int known_format = 1;

bool is_name(const std::string& name)
{
    return name.size() == 16 && name[8] == 'T' && name.back() == 'Z' && name.find_first_not_of("0123456789TZ") == std::string::npos;
}

struct Format {
    int format = 0;
};
BOOST_DESCRIBE_STRUCT(Format, (), (format))

}  // namespace

std::vector<std::string> backups_in(const std::string& folder)
{
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        auto name = entry.path().filename().string();
        if (is_name(name) && std::filesystem::exists(entry.path() / manifest_name)) names.push_back(std::move(name));
    }
    std::ranges::sort(names);
    return names;
}

std::string choose_backup(const std::string& folder, const std::string& wanted)
{
    auto names = backups_in(folder);
    if (std::filesystem::exists(std::filesystem::path(folder) / manifest_name)) {
        auto one = std::filesystem::path(folder + "/.").lexically_normal().parent_path();
        throw Failure(folder + " là một bản sao lưu. Xin ghi thư mục chứa nó: --from " + (one.has_parent_path() ? one.parent_path().string() : ".") +
                      " --backup " + one.filename().string());
    }
    if (names.empty()) throw Failure("Không có bản sao lưu nào trong " + folder + ". Xin xem lại thư mục (--from).");
    if (wanted.empty()) return names.back();
    if (std::ranges::find(names, wanted) != names.end()) return wanted;
    std::string list;
    for (const auto& name : names) list += " " + name;
    throw Failure("Không có bản sao lưu " + wanted + " trong " + folder + ". Đang có:" + list);
}

Manifest read_manifest(const std::string& folder, const std::string& name)
{
    auto path = std::filesystem::path(folder) / name / manifest_name;
    std::ifstream file(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), {});
    try {
        auto format = json::read<Format>(text, json::UnknownFields::ignore).format;
        if (format > known_format) throw Failure("Bản sao lưu " + name + " do phiên bản mới hơn tạo. Xin cài phiên bản đó rồi chạy lại.");
        return json::read<Manifest>(text, json::UnknownFields::ignore);
    } catch (const Refusal&) {
        throw Failure("Tệp " + path.string() + " bị hỏng. Xin dùng bản sao lưu khác.");
    }
}

}  // namespace motcua::keeping
