// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/cut_export.h"
#include "core/interchange/media_maker.h"

#include "core/base/timecode.h"
#include "core/playback/compositor.h"

#include <QtCore/QBuffer>
#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtGui/QPageSize>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>

#include <algorithm>

namespace sc::interchange {

namespace {

using timeline::Clip;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

// Millimetres on paper.
constexpr double kMargin = 12;
constexpr double kSpacing = 5;
constexpr double kHeader = 9;
constexpr int kDotsPerInch = 150;
constexpr double kNamePoints = 8.5;
constexpr double kTextPoints = 7;
constexpr int kPictureWidth = 640; // px: enough for a third of a page in print

int millimetres(double length)
{
    return qRound(length / 25.4 * kDotsPerInch);
}

playback::ProgramMedia mediaOf(const ExportSource &source)
{
    playback::ShotMediaMap shots;
    for (const Clip *clip : liveClips(source.timeline)) {
        const bool isMovie = !clip->selectedVideo.isEmpty();
        if (const TakeSource *take = source.find(clip->id, isMovie ? clip->selectedVideo : clip->selectedImage))
            shots.insert(clip->id,
                         {isMovie ? playback::ShotMedia::Kind::Video : playback::ShotMedia::Kind::Still, take->file, {}, clip->name});
    }
    playback::ProgramMedia media;
    media.shots = std::make_shared<const playback::ShotMediaMap>(std::move(shots));
    media.store = std::make_shared<playback::MediaStore>();
    return media;
}

class Storyboard
{
public:
    Storyboard(const ExportSource &source, const StoryboardExport &options, QPdfWriter &pdf)
        : m_timeline(source.timeline),
          m_options(options),
          m_pdf(pdf),
          m_rate(m_timeline.project.frameRate),
          m_clips(liveClips(m_timeline)),
          m_pictures(m_timeline, pictureSize(), mediaOf(source))
    {
    }

    Result<> draw(const CancelToken &cancel, const ProgressFn &progress)
    {
        QPainter painter;
        if (!painter.begin(&m_pdf))
            return std::unexpected(Problem(ProblemCode::InternalError, Words::tr("The storyboard could not be drawn.")));
        for (size_t i = 0; i < m_clips.size(); ++i) {
            if (cancel.isCancelled())
                return std::unexpected(exportCancelled());
            const int onPage = static_cast<int>(i) % perPage();
            if (onPage == 0) {
                if (i > 0 && !m_pdf.newPage())
                    return std::unexpected(Problem(ProblemCode::InternalError, Words::tr("The storyboard could not be drawn.")));
                drawHeader(painter, static_cast<int>(i) / perPage() + 1);
            }
            drawShot(painter, cell(onPage), *m_clips[i], static_cast<int>(i) + 1);
            if (progress)
                progress(0.95 * static_cast<double>(i + 1) / static_cast<double>(m_clips.size()));
        }
        return {};
    }

    [[nodiscard]] int pages() const { return (static_cast<int>(m_clips.size()) + perPage() - 1) / perPage(); }
    [[nodiscard]] int shots() const { return static_cast<int>(m_clips.size()); }

private:
    [[nodiscard]] int perPage() const { return m_options.columns * m_options.rows; }
    [[nodiscard]] QSize pictureSize() const
    {
        const timeline::Project &project = m_timeline.project;
        return {kPictureWidth, std::max(2, static_cast<int>(mulDivRound(kPictureWidth, project.height, project.width)))};
    }

    [[nodiscard]] QRect cell(int onPage) const
    {
        const int spacing = millimetres(kSpacing);
        const int top = millimetres(kHeader);
        const int width = (m_pdf.width() - spacing * (m_options.columns - 1)) / m_options.columns;
        const int height = (m_pdf.height() - top - spacing * (m_options.rows - 1)) / m_options.rows;
        return {onPage % m_options.columns * (width + spacing), top + onPage / m_options.columns * (height + spacing), width, height};
    }

    static QFont font(double points, bool isBold = false)
    {
        QFont font;
        font.setFamilies({QStringLiteral("StoryCanvas Sans"), QStringLiteral("Inter"), QStringLiteral("sans-serif")});
        font.setStyleHint(QFont::SansSerif);
        font.setPointSizeF(points);
        font.setBold(isBold);
        return font;
    }

    void drawHeader(QPainter &painter, int page) const
    {
        const QRect line(0, 0, m_pdf.width(), millimetres(kHeader - 3));
        painter.setPen(Qt::black);
        painter.setFont(font(11, true));
        const QString name = painter.fontMetrics().elidedText(m_timeline.project.name, Qt::ElideRight, line.width() * 3 / 4);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, name);
        painter.setFont(font(kTextPoints));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                         Words::tr("%1 · page %2 of %3").arg(m_rate.displayName()).arg(page).arg(pages()));
    }

    void drawShot(QPainter &painter, const QRect &area, const Clip &clip, int number)
    {
        const QSize shape = pictureSize();
        // The picture takes what the texts leave.
        const int texts = textHeight(painter);
        QSize size = shape.scaled(area.width(), std::max(millimetres(12), area.height() - texts), Qt::KeepAspectRatio);
        const QRect place(area.topLeft(), size);
        const std::int64_t middle = m_rate.frameAt(clip.start + Ticks(clip.length.value() / 2), Rounding::Floor);
        painter.drawImage(place, m_pictures.frame(middle));
        painter.setPen(QPen(QColor(0x80, 0x80, 0x80), 1));
        painter.drawRect(place);
        QRect rest(area.left(), place.bottom() + millimetres(1), area.width(), area.bottom() - place.bottom() - millimetres(1));
        painter.setPen(Qt::black);
        painter.setFont(font(kNamePoints, true));
        drawLine(painter, rest, QStringLiteral("%1  %2").arg(number).arg(clip.name));
        painter.setFont(font(kTextPoints));
        painter.setPen(QColor(0x50, 0x50, 0x50));
        const timeline::Scene *scene = timeline::findScene(m_timeline, clip.scene);
        drawLine(painter, rest,
                 QStringLiteral("%1   %2 s   %3")
                     .arg(formatTimecode(m_rate.frameAt(clip.start, Rounding::Nearest), m_rate))
                     .arg(clip.length.toSeconds(), 0, 'f', 2)
                     .arg(scene ? scene->name : QString()));
        painter.setPen(Qt::black);
        QStringList words;
        if (m_options.lyrics && !clip.lyrics.trimmed().isEmpty())
            words += QStringLiteral("♪ ") + clip.lyrics.simplified();
        if (m_options.prompts)
            words += (clip.videoPrompt.isEmpty() ? clip.imagePrompt : clip.videoPrompt).simplified();
        if (m_options.notes)
            words += clip.notes.simplified();
        words.removeAll(QString());
        drawWrapped(painter, rest, words.join(u'\n'));
    }

    [[nodiscard]] int textHeight(QPainter &painter) const
    {
        painter.setFont(font(kTextPoints));
        const int lines = 2 + (m_options.lyrics ? 2 : 0) + (m_options.notes ? 2 : 0) + (m_options.prompts ? 3 : 0);
        return millimetres(2) + lines * painter.fontMetrics().lineSpacing() * 11 / 10;
    }

    static void drawLine(QPainter &painter, QRect &rest, const QString &text)
    {
        const QFontMetrics metrics = painter.fontMetrics();
        if (rest.height() < metrics.height())
            return;
        painter.drawText(rest, Qt::AlignLeft | Qt::AlignTop, metrics.elidedText(text, Qt::ElideRight, rest.width()));
        rest.setTop(rest.top() + metrics.lineSpacing());
    }

    // Whole lines only, the last one with an ellipsis when there is more.
    static void drawWrapped(QPainter &painter, QRect rest, const QString &text)
    {
        const QFontMetrics metrics = painter.fontMetrics();
        for (const QString &paragraph : text.split(u'\n', Qt::SkipEmptyParts)) {
            QString line;
            const QStringList words = paragraph.split(u' ', Qt::SkipEmptyParts);
            for (qsizetype i = 0; i < words.size(); ++i) {
                const bool isLastLine = rest.height() < 2 * metrics.lineSpacing();
                const QString longer = line.isEmpty() ? words[i] : line + u' ' + words[i];
                if (isLastLine) {
                    drawLine(painter, rest, (line.isEmpty() ? QString() : line + u' ') + words.mid(i).join(u' '));
                    return;
                }
                if (!line.isEmpty() && metrics.horizontalAdvance(longer) > rest.width()) {
                    drawLine(painter, rest, line);
                    line = words[i];
                } else {
                    line = longer;
                }
            }
            drawLine(painter, rest, line);
        }
    }

    const timeline::Timeline &m_timeline;
    const StoryboardExport &m_options;
    QPdfWriter &m_pdf;
    FrameRate m_rate;
    std::vector<const Clip *> m_clips;
    playback::Compositor m_pictures;
};

// Pages as the file itself counts them.
int pagesOf(const QByteArray &pdf)
{
    return static_cast<int>(pdf.count("/Type /Page\n") + pdf.count("/Type /Page\r"));
}

} // namespace

ExportResult exportStoryboard(const ExportSource &source, const StoryboardExport &options, const CancelToken &cancel,
                              const ProgressFn &progress)
{
    SC_TRY(checkDestination(options.destination));
    if (options.columns < 1 || options.columns > 6 || options.rows < 1 || options.rows > 8)
        return std::unexpected(Problem(ProblemCode::InvalidParameter, Words::tr("A page has 1 to 6 columns and 1 to 8 rows.")));
    if (liveClips(source.timeline).empty())
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, Words::tr("There are no shots to draw.")));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    int pages = 0;
    int shots = 0;
    {
        QPdfWriter pdf(&buffer);
        pdf.setTitle(source.timeline.project.name);
        pdf.setCreator(QStringLiteral("StoryCanvas"));
        pdf.setResolution(kDotsPerInch);
        pdf.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), options.isLandscape ? QPageLayout::Landscape : QPageLayout::Portrait,
                                      QMarginsF(kMargin, kMargin, kMargin, kMargin), QPageLayout::Millimeter));
        Storyboard board(source, options, pdf);
        SC_TRY(board.draw(cancel, progress));
        pages = board.pages();
        shots = board.shots();
    }
    if (!bytes.startsWith("%PDF-") || !bytes.trimmed().endsWith("%%EOF") || pagesOf(bytes) != pages)
        return std::unexpected(failedOwnCheck({Words::tr("The document has %1 pages instead of %2.").arg(pagesOf(bytes)).arg(pages)}));
    const QString destination = QFileInfo(options.destination).absoluteFilePath();
    SC_TRY(writeAll({{destination, bytes}}));
    ExportReport report;
    report.files = {destination};
    report.bytes = bytes.size();
    report.clips = shots;
    if (progress)
        progress(1);
    return report;
}

} // namespace sc::interchange
