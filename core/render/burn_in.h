// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/program_map.h"
#include "core/render/movie_options.h"

#include <QtGui/QImage>

namespace sc::render {

// Lays words over the program's pictures: the line that is sung below, scene and shot above on the left, timecode above on the
// right, all inside the title-safe area. Every text is drawn once and kept while it shows. One owner thread.
class BurnInPainter
{
public:
    BurnInPainter(const timeline::Timeline &timeline, QSize size, const BurnIn &options);

    // Whether anything is to be laid over frame `index` of the program.
    [[nodiscard]] bool showsAt(std::int64_t index) const;
    void paint(QImage &image, std::int64_t index);

private:
    struct Words
    {
        QString text;
        QImage picture;
        QPoint at;
    };
    [[nodiscard]] QString lyricAt(std::int64_t index) const;
    [[nodiscard]] QString nameAt(std::int64_t index) const;
    void lay(QImage &image, Words &words, const QString &text, Qt::Alignment where);
    [[nodiscard]] QImage drawn(const QString &text, bool isPlate) const;

    playback::ProgramMap m_program;
    QSize m_size;
    BurnIn m_options;
    double m_unit; // px at 720 lines
    struct Sung
    {
        TickRange range; // program time
        QString text;
    };
    std::vector<Sung> m_lyrics;
    Words m_lyric;
    Words m_name;
    Words m_clock;
};

} // namespace sc::render
