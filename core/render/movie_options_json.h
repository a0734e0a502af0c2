// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/image_sequence.h"
#include "core/render/movie_export.h"

#include <QtCore/QJsonObject>

// Options as presets keep them: words, so that a preset keeps its meaning when the program grows. What is not there has its
// usual value; keys that are not known are left alone.
namespace sc::render {

// Without destination, range and media.
[[nodiscard]] QJsonObject toJson(const MovieExport &options);
// INVALID_PARAMETER naming the key and what it may be.
[[nodiscard]] Result<MovieExport> movieExportFromJson(const QJsonObject &json);

[[nodiscard]] QJsonObject toJson(const ImageExport &options);
[[nodiscard]] Result<ImageExport> imageExportFromJson(const QJsonObject &json);

// Reads one value after the other and remembers the first that cannot be.
class OptionReader
{
public:
    explicit OptionReader(const QJsonObject &json) : m_json(json) {}

    void read(const char *key, bool &value);
    void read(const char *key, int &value, int least, int most);
    void read(const char *key, qint64 &value, qint64 least, qint64 most);
    void read(const char *key, double &value, double least, double most);
    void read(const char *key, QString &value);
    // One of `words`, in the order of the enum.
    template<class Enum, size_t N> void read(const char *key, const std::array<const char *, N> &words, Enum &value)
    {
        int index = static_cast<int>(value);
        readWord(key, {words.begin(), words.end()}, index);
        value = static_cast<Enum>(index);
    }
    void refuse(const char *key, const QString &allowed);
    [[nodiscard]] bool has(const char *key) const { return m_json.contains(QLatin1String(key)); }
    [[nodiscard]] QString text(const char *key) const { return m_json.value(QLatin1String(key)).toString(); }
    [[nodiscard]] const std::optional<Problem> &problem() const { return m_problem; }

private:
    void readWord(const char *key, const std::vector<const char *> &words, int &index);

    QJsonObject m_json;
    std::optional<Problem> m_problem;
};

inline constexpr std::array kMissingWords = {"slate", "card", "black", "stop"};
inline constexpr std::array kFramingWords = {"fit", "fill", "blur"};
inline constexpr std::array kLoudnessWords = {"asis", "limit", "gain"};
inline constexpr std::array kContentWords = {"program", "words"};
inline constexpr std::array kImageWords = {"png", "jpg", "tiff", "webp"};

} // namespace sc::render
