// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/export_menu.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>

namespace sc::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::ExportMenu)
};

} // namespace

void openExportMenu(AppContext &context, const std::shared_ptr<const audio::Analysis> &analysis, const QString &songFile, QWidget *host,
                    QPoint at)
{
    auto *menu = new QMenu(host);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    using audio::FeatureFormat;
    const std::pair<FeatureFormat, QString> formats[] = {{FeatureFormat::Json, Words::tr("Everything, JSON...")},
                                                         {FeatureFormat::Csv, Words::tr("Features, CSV...")},
                                                         {FeatureFormat::Beats, Words::tr("Beats, CSV...")},
                                                         {FeatureFormat::Sections, Words::tr("Sections, CSV...")},
                                                         {FeatureFormat::Labels, Words::tr("Labels for Audacity...")},
                                                         {FeatureFormat::SonicVisualiser, Words::tr("Beats for Sonic Visualiser...")},
                                                         {FeatureFormat::Midi, Words::tr("Tempo map and beats, MIDI...")}};
    for (const auto &[format, text] : formats) {
        menu->addAction(text, host, [&context, analysis, songFile, host, format = format] {
            const QString suffix = audio::featureFormatSuffix(format);
            const QString wanted = QFileInfo(songFile).completeBaseName() + u'.' + suffix;
            const QString file = QFileDialog::getSaveFileName(host, Words::tr("Export to"), wanted, QStringLiteral("*.%1").arg(suffix));
            if (!file.isEmpty())
                exportAnalysis(context, *analysis, songFile, format, file);
        });
    }
    menu->popup(at - QPoint(menu->sizeHint().width(), 0));
}

bool exportAnalysis(AppContext &context, const audio::Analysis &analysis, const QString &songFile, audio::FeatureFormat format,
                    const QString &file)
{
    const Result<QByteArray> bytes = audio::exportFeatures(analysis, songFile, format);
    if (!reported(context, bytes))
        return false;
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(*bytes) != bytes->size() || !out.commit()) {
        Q_EMIT context.problemRaised(
            Problem(ProblemCode::PermissionDenied, Words::tr("“%1” could not be written.").arg(QDir::toNativeSeparators(file)))
                .withDetail(out.errorString()));
        return false;
    }
    Q_EMIT context.noticeRaised({Notice::Level::Success, Words::tr("Exported"), QDir::toNativeSeparators(file), {}, {}});
    return true;
}

} // namespace sc::ui
