#include "features/keeping/file_list.hpp"

#include <charconv>

#include "features/keeping/keeping.hpp"

namespace motcua::keeping {

FileListReader::FileListReader(const std::string& path) : m_path(path), m_file(path)
{
    if (!m_file) throw Failure("Không đọc được danh sách tệp " + path + ". Xin dùng bản sao lưu khác.");
}

const ListedFile* FileListReader::next()
{
    std::string line;
    if (!std::getline(m_file, line)) return nullptr;
    auto space = line.find(' ');
    bool good = space == 64 && line.find_first_not_of("0123456789abcdef") == space;
    if (good) {
        m_current.digest = line.substr(0, space);
        auto [end, error] = std::from_chars(line.data() + space + 1, line.data() + line.size(), m_current.size);
        good = error == std::errc() && end == line.data() + line.size();
    }
    if (!good) throw Failure("Danh sách tệp " + m_path + " bị hỏng. Xin dùng bản sao lưu khác.");
    return &m_current;
}

}  // namespace motcua::keeping
